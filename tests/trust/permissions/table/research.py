"""Decisions: questionnaires, surveys and results."""

PAGES = {
    "admin:research_questionnaire_next_version": "x+ xx +",
    "admin:research_questionnaire_texts": "x+ xx +",
    "admin:research_questionnaire_preview": "x+ xx +",
    "admin:research_questionnaire_workbook": "x+ xx +",
    "admin:research_questionnaire_paper": "x+ xx +",
    "admin:research_questionnaire_mapping": "x+ xx + / xc xx c",
    "admin:research_release_plan": "++ xx + / xc xx c",
    "admin:research_release_preview": "x+ xx +",
    "admin:research_release_do": "x+ xx +",
    "admin:research_survey_progress": "+",
    "admin:research_survey_sample": "x+ xx +",
    "admin:research_survey_invitations": "x+ xx +",
    "admin:research_survey_invite": "x+ xx +",
    "admin:research_survey_codes": "x+ xx +",
    "admin:research_survey_enter": "x+ ++ +",
    "admin:research_survey_enter_on": "x- -- -",
    "admin:research_survey_answers": "x+ xx +",
    "admin:research_survey_answers_file": "xc xx c",
    "admin:research_survey_answer": "x- xx -",
    "admin:research_survey_grants": "+ / x+ xx +",
    "admin:research_survey_do": "x+ xx +",
    "research:front": "+ / m",
    "research:census": "+ / m",
    "research:survey": "+",
    "research:survey_continue": "+",
    "research:survey_page": "+",
    "research:survey_later": "+ / m",
    "research:survey_send": "+",
    "research:survey_discard": "m / +",
    "research:survey_paper": "+ / m",
    "research:survey_thanks": "+ / m",
    "research:results": "+ / m",
    "research:release": "+ / m",
    "research:release_file": "+ / m",
}

RIGHTS = {
    "research.questionnaire": ". va . . va",
    "research.release": "v vac . . vac",
    "research.survey": "v vac v v vac",
    "research.weighting": ". vac . . vac",
}

VERBS = {
    "research.release.publish": "x+ xx +",
    "research.release.withdraw": "x+ xx +",
    "research.survey.open": "x+ xx +",
    "research.survey.give-up": "x+ xx +",
    "research.survey.close": "x+ xx +",
    "research.survey.reopen": "x+ xx +",
}

LISTS: dict[str, str] = {}
