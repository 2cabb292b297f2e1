"""Acts on a page's record: confirming, declaring, assigning, rules and the schedule."""
