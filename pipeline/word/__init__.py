"""WordprocessingML: the text as shown, its revisions, and marks made by hand."""
