"""The file of a Word document: its properties, and its parts packed so that equal reports give equal bytes."""

import io
import zipfile

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from svarbenk.documents.labels import Labels, moment
from svarbenk.documents.model import Report
from svarbenk.documents.word_template import Template


def set_properties(template: Template, report: Report, labels: Labels) -> None:
    """Say in the file what the document is called, its language and its date."""
    # the standard template brings a picture of an empty page with it
    package = template.document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(name)
    properties = template.document.core_properties
    properties.title, properties.subject = report.title, report.subtitle
    properties.author = properties.last_modified_by = "svarbenk"
    properties.comments = properties.keywords = ""
    properties.language = labels.locale
    properties.created = properties.modified = moment(report.date).replace(tzinfo=None)
    properties.revision = 1


def packed(template: Template, body: str, report: Report) -> bytes:
    """Pack the document with the body in place and one time on all its parts."""
    document = template.document
    main = document.part.partname.lstrip("/")
    root = document.element
    for element in list(root.body):
        root.body.remove(element)
    before, _, after = etree.tostring(root, encoding="unicode").partition("<w:body/>")
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, moment(report.date).timetuple()[:6])
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            if name == main:
                head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                content = f"{head}{before}<w:body>{body}</w:body>{after}".encode()
            else:
                content = source.read(name)
            target.writestr(info, content)
    return packed.getvalue()
