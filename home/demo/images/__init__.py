"""The demo's images: flat drawings made with Pillow when the demo is loaded."""
