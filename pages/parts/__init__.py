"""What pages are put together from, a folder a page; shared parts lie in `pages.shared`."""
