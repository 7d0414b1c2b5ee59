"""What a court wants from us by a day: papers directed in proceedings, and requests of the family courts."""
