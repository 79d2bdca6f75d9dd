"""Everything of a case in open formats, for the day when another system wants the data.

A case's file is gathered from one vault as plain values and documents, and packed elsewhere: the
pages are pressed where nobody waits. Nothing in it needs CourtDesk to be read. Sealed matter and
real names are in it for those who may see them and asked for it; the trial team's work never is.
"""
