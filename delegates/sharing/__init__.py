"""Lists for those outside who need a few facts of an event: police, hotel, airport. By secret link only."""
