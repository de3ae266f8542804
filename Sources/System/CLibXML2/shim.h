#include <libxml/xmlversion.h>
/* Debian's libxml2 shows ICU's headers to its users; they clash with the ICU inside Foundation, and nothing here needs them. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
