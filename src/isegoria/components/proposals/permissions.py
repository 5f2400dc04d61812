"""What may be done with proposals: one name for each verb."""

CREATE = 'proposals.create'
PUBLISH = 'proposals.publish'
DISCARD = 'proposals.discard'
EDIT = 'proposals.edit'  # its author's text
WITHDRAW = 'proposals.withdraw'
SUPPORT = 'proposals.support'
TAKE_BACK = 'proposals.take_back'
LIKE = 'proposals.like'
UNLIKE = 'proposals.unlike'
CREATE_OFFICIAL = 'proposals.create_official'
EDIT_OFFICIAL = 'proposals.edit_official'
ANSWER = 'proposals.answer'
PUBLISH_ANSWERS = 'proposals.publish_answers'
CLASSIFY = 'proposals.classify'
TRASH = 'proposals.trash'
EDIT_STATES = 'proposals.edit_states'
ADMINISTER = 'proposals.administer'  # the list and the pages of administration
SEE_HIDDEN_COUNTS = 'proposals.see_hidden_counts'
EXPORT = 'proposals.export'
