"""The register: every child with a plan, every review, every date; nobody else touches the database."""
