"""Letters of the registry, a module for each kind; nothing here stores or sends."""
