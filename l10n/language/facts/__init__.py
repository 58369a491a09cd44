"""Facts of a text by value: numbers, quantities, dates, times, whatever the words they are in."""
