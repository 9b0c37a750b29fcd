"""What belongs to a whole site and to no page: health, sitemap, headers, static files."""
