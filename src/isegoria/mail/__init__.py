"""Mail: how a message is written, and the lane by which it leaves."""
