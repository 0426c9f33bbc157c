"""Additions to the generated OpenAPI schema: what every address may answer besides 200."""

from typing import Any

PROBLEM = {
    "type": "object",
    "required": ["status", "error", "detail", "fields", "documentation"],
    "properties": {
        "status": {"type": "integer"},
        "error": {"type": "string", "description": "Kind of problem."},
        "detail": {"type": "string", "description": "What is wrong and what to do, in a sentence."},
        "fields": {
            "type": "object",
            "description": "Query parameter to what is wrong with it.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "documentation": {"type": "string"},
    },
}
NO_ZERO_BYTE = "^[^\\u0000]*$"
"""PostgreSQL keeps no zero byte, so no question may hold one."""
ANSWERS = {
    "400": "A parameter is unknown or cannot be read; `fields` names it.",
    "404": "There is no such record, or no such page of the list.",
    "406": "Only JSON is offered.",
    "429": "Too many requests; `Retry-After` says when to come back.",
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing hook: describe refusals and the unchanged answer once, at every address."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result["paths"].values():
        for operation in path.values():
            for given in operation.get("parameters", []):
                if given["in"] == "query" and given["schema"].keys() <= {"type"} and given["schema"]["type"] == "string":
                    given["schema"]["pattern"] = NO_ZERO_BYTE
            answers = operation["responses"]
            answers.update({code: {"description": words, "content": content} for code, words in ANSWERS.items()})
            answers["304"] = {"description": "Unchanged since the answer whose ETag was sent in `If-None-Match`."}
            answers["200"]["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Digest of the answer."}}
    return result
