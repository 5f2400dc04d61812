"""Barcelona's first participation on Decidim, the action plan 2016-2019, from the two files that its open data became."""

SOURCE = 'pam-2016'
LANGUAGE = 'ca'  # of its names; texts are Catalan or Spanish
