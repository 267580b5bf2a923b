"""Work on the person's own files: a preview, the work, and the way back."""
