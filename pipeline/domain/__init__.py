"""The words of the office as frozen types; imports nothing of the other rooms."""
