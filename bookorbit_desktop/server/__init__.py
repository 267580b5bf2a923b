"""The HTTP doors: kosync for readers on the network, and the door for a second start. They decide nothing."""
