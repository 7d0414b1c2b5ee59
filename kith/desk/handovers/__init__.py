"""Children on their way from one worker of a team to another: asked for, prepared, accepted or sent back."""
