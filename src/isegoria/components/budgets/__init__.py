"""Budgets: people share out money among projects, and everybody sees why each project won or lost."""
