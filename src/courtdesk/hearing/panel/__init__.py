"""The hearing panel: course, log, composer and speakers of the hearing at work."""
