"""The inbox: settled, claimed, handled, put away; and the ledger that loses nothing."""
