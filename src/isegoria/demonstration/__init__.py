"""The demonstration: Aiguaclara, a town that does not exist, whose site uses everything there is. Nobody in it is a real person."""
