"""Papers of a project: the ministry reads them, officers and the committee's secretary write them.

That a secretary reads none of another committee stands in test_documents.py.
"""

from tests.access_row import Row, everybody, officer_and_own_secretary, only

READERS = ("officer", "leader", "secretary")


def subject(world):
    return {"subject_type": "standards.project", "subject": world.drafted.pk}


def document(world):
    return {"pk": world.document.pk}


def first(world):
    return document(world) | {"number": 1}


def second(world):
    return document(world) | {"number": 2}


DOCUMENTS: dict[str, Row] = {
    "standards-desk:documents": only(*READERS, fill=subject),
    "standards-desk:new-document": officer_and_own_secretary(fill=subject),
    "standards-desk:document": only(*READERS, fill=document),
    "standards-desk:edit-document": officer_and_own_secretary(fill=document),
    "standards-desk:withdraw-document": officer_and_own_secretary(fill=document),
    "standards-desk:document-comparison": only(*READERS, fill=document),
    "standards-desk:new-document-version": officer_and_own_secretary(fill=document),
    "standards-desk:document-version": only(*READERS, fill=first),
    "standards-desk:document-file": only(*READERS, fill=second),
    "standards-desk:document-progress": only(*READERS, fill=first),
    "standards-desk:publish-document": officer_and_own_secretary(fill=second),
    "standards:document-file": everybody(fill=first),
}
