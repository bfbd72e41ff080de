"""What only the trend page shows beside its lines: programmes, usual variation, all measures.

The lines themselves are `charts.trend_*`, which other pages draw from too.
"""
