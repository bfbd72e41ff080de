"""Speed: this app against a naive one on the same data, in the same browser, judged by the budgets."""
