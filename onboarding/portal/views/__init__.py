"""The views of the applicant’s pages: they load, call once, and show."""
