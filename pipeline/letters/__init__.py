"""Templates to letters; the check of what a letter must and must not say; the page of a report."""
