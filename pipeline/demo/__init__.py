"""Sample packs of fictional children, made by code at run time."""
