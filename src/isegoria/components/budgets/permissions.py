"""What may be done with budgets: one name for each verb."""

VOTE = 'budgets.vote'
ADMINISTER = 'budgets.administer'  # the lists and the pages of administration
EDIT = 'budgets.edit'  # budgets and projects
COUNT = 'budgets.count'  # end the vote, count it, compare rules, choose what is carried out
EXPORT = 'budgets.export'
