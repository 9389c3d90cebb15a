"""Under which names are style sheets, scripts and images served?"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names carry a hash of the content, also inside `import … from "./x.js";`, so browsers may keep them for ever.

    Django finds an import only when a semicolon ends it, and an import cycle has no names that fit.
    """

    support_js_module_import_aggregation = True
