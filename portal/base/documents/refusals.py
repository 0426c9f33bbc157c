"""Why a file is not taken, each with what to do instead. The words stand here once; tests and pages name them."""

from django.utils.translation import gettext_noop

from portal.base.said import Said


class DocumentRefused(Said):
    """This file is not taken. The sentence says why and what to do; the name of the file stands before it."""


class NotReadable(Said):
    """The file is kept, but its text cannot be had."""


EMPTY = gettext_noop("The file is empty. Choose the file again; it may not have been saved yet.")
TOO_LARGE = gettext_noop("The file is too large: %(size)s MB, at most %(limit)s MB are taken. Save its pictures smaller.")
UNPACKED = gettext_noop("Unpacked, the file would be far larger than a paper is. Save it anew in the program it came from.")
WRONG_TYPE = gettext_noop("This is not a PDF, DOCX, XLSX or OFD file. Save the paper as one of these.")
OLD_OFFICE = gettext_noop("This is an old Office file (.doc, .xls or .wps). Save it as .docx, .xlsx or PDF.")
RICH_TEXT = gettext_noop("This is a rich-text file (.rtf). Save it as .docx or PDF.")
PICTURE = gettext_noop("This is a picture. Send the paper itself as PDF or DOCX.")
ARCHIVE = gettext_noop("This is an archive. Unpack it and send each paper by itself.")
PROGRAM = gettext_noop("This is a program, whatever its name says. Programs are never taken.")
WEB_PAGE = gettext_noop("This is a web page. Save the paper as PDF or DOCX.")
PLAIN_TEXT = gettext_noop("This is plain text. Save the paper as PDF or DOCX.")
SLIDES = gettext_noop("These are slides. Save them as PDF.")
DAMAGED = gettext_noop("The file is damaged or incomplete. Open it, save it anew and send it again.")
LOCKED = gettext_noop("The file is protected by a password or by restrictions. Save it without protection.")
MACROS = gettext_noop("The file holds macros. Save it as .docx or .xlsx without macros.")
CONTROLS = gettext_noop("The file holds controls or embedded programs. Take them out, or save the paper as PDF.")
REMOTE = gettext_noop("The file fetches a template or an object from elsewhere. Break these links, or save the paper as PDF.")
FIELDS = gettext_noop("The file holds fields that call other programs (DDE). Turn them into text and save it again.")
DECLARATIONS = gettext_noop("The file holds declarations that Office programs never write. Save it anew where it came from.")
SCRIPTS = gettext_noop("The PDF holds scripts or starts programs. Print it into a new PDF and send that.")
ATTACHMENTS = gettext_noop("The file carries other files as attachments. Save it without them and send each by itself.")
TANGLED = gettext_noop("The PDF is built so that it cannot be checked. Print it into a new PDF and send that.")

UNREADABLE = gettext_noop("The text of this file cannot be read. The file itself can be downloaded.")
PICTURES_ONLY = gettext_noop("The pages are pictures without text. Add a version with text to list and compare clauses.")
PARTLY = gettext_noop("Only the first %(pages)s pages were read: the rest took too long.")
