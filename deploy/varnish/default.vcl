# Varnish 7 between the web server that ends TLS and the site. It keeps what the site says that a
# cache which is told of changes may keep (CDN-Cache-Control), and drops by tags (Cache-Tag).
# `python -m tests.caches` runs this very file. See docs/operations.md, "Caches in front of the site".
vcl 4.1;

import std;

backend site {
    .host = "127.0.0.1";
    .port = "8000";
}

# Where the process runs that tells of changes.
acl tellers {
    "localhost";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (client.ip !~ tellers) {
            return (synth(403));
        }
        if (!req.http.Cache-Tag) {
            return (synth(400, "No Cache-Tag"));
        }
        # Tags with commas between: what has one of them. A ban of objects alone is one that Varnish
        # works off in the background.
        if (!std.ban("obj.http.Cache-Tag ~ (^|,)(" + regsuball(req.http.Cache-Tag, ",", "|") + ")(,|$)")) {
            return (synth(400, "Not understood"));
        }
        return (synth(200, "Dropped"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Who may be signed in gets what is his own; SESSION_COOKIE_NAME. Programs with a key, too.
    if (req.http.Cookie ~ "(^|; *)sessionid=" || req.http.Authorization || req.url ~ "^/(admin|health)/") {
        return (pass);
    }
    # All browsers ask for the same, each in its own words.
    if (req.http.Accept ~ "^text/html(,|$)") {
        set req.http.Accept = "text/html";
    }
    return (hash);
}

sub vcl_backend_response {
    set beresp.grace = 0s;
    if (beresp.http.CDN-Cache-Control ~ "max-age=[0-9]+" && !beresp.http.Set-Cookie) {
        set beresp.ttl = std.duration(
            regsub(beresp.http.CDN-Cache-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
        # Asked for again by its ETag after that.
        set beresp.keep = 1h;
    } else {
        # Always asked for; what may be kept the next time is.
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.CDN-Cache-Control;
}
