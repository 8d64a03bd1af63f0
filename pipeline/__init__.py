"""Annual Review: reads the packs schools send after a review of an EHC plan, and proposes; an officer decides."""
