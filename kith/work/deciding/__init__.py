"""The pages on which a manager decides: the queue, and one step with what follows."""
