"""What elected members do as corporate parents: visits, shadowing, training, feedback."""
