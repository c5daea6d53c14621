"""Pages of the duty room: the phone, the answer to an offer, renderings of a sheet, and publishing."""
