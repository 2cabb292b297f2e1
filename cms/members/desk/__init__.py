"""The desk of homepage management: members, and messages to them."""
