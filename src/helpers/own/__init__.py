"""Files of a learner's own, read on the learner's computer."""
