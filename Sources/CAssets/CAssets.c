#include "CAssets.h"

static const unsigned char site_css[] = {
#embed "files/site.css"
};

static const unsigned char workbench_css[] = {
#embed "files/workbench.css"
};

static const unsigned char work_css[] = {
#embed "files/work.css"
};

static const unsigned char work_js[] = {
#embed "files/work.js"
};

// One file to the browser, three to the reader.
static const unsigned char editor_js[] = {
#embed "files/marked-text.js"
,
#embed "files/editor.js"
,
#embed "files/editor-saving.js"
};

static const unsigned char site_js[] = {
#embed "files/site.js"
};

static const unsigned char kiosk_css[] = {
#embed "files/kiosk.css"
};

static const unsigned char kiosk_js[] = {
#embed "files/kiosk.js"
};

static const unsigned char favicon_svg[] = {
#embed "files/favicon.svg"
};

static const unsigned char crest_svg[] = {
#embed "files/crest.svg"
};

static const unsigned char hall_svg[] = {
#embed "files/hall.svg"
};

static const unsigned char openapi_yaml[] = {
#embed "files/openapi.yaml"
};

#define ASSET(file, type, data) { file, type, data, sizeof data }

static const mingtang_asset assets[] = {
    ASSET("site.css", "text/css; charset=utf-8", site_css),
    ASSET("workbench.css", "text/css; charset=utf-8", workbench_css),
    ASSET("work.css", "text/css; charset=utf-8", work_css),
    ASSET("work.js", "text/javascript; charset=utf-8", work_js),
    ASSET("editor.js", "text/javascript; charset=utf-8", editor_js),
    ASSET("site.js", "text/javascript; charset=utf-8", site_js),
    ASSET("kiosk.css", "text/css; charset=utf-8", kiosk_css),
    ASSET("kiosk.js", "text/javascript; charset=utf-8", kiosk_js),
    ASSET("favicon.svg", "image/svg+xml", favicon_svg),
    ASSET("crest.svg", "image/svg+xml", crest_svg),
    ASSET("hall.svg", "image/svg+xml", hall_svg),
    ASSET("openapi.yaml", "application/yaml; charset=utf-8", openapi_yaml),
};

const size_t mingtang_asset_count = sizeof assets / sizeof assets[0];
const mingtang_asset *const mingtang_assets = assets;
