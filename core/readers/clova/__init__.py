"""CLOVA OCR, general API V2: a recogniser on another machine."""
