"""Cases: number, title, court, people, charges and what is scheduled."""
