"""The front door: the server's rules, who is here, and the map of pages.

``streamlit run dashboard.py`` finds ``app`` here and serves it; for every visit it then runs this
file again, as the page. ``runtime.exists()`` tells the two apart.
"""

import streamlit as st
from streamlit import runtime

from ui import server

if not runtime.exists():
    server.refuse_open_network()
    app = st.App(
        __file__, lifespan=server.ready, middleware=server.MIDDLEWARE, on_script_error=server.page_failed
    )
else:
    from functools import partial

    from ui import frame, people_sidebar, plan, sidebar

    frame.open_page(
        {
            "": [st.Page("pages/home/at_a_glance.py", title="At a glance", default=True)],
            "Catalog": [
                st.Page("pages/catalog/explore.py", title="Explore", url_path="explore"),
                st.Page("pages/catalog/courses.py", title="Courses", url_path="courses"),
                st.Page("pages/catalog/gaps.py", title="Gaps", url_path="gaps"),
            ],
            "Staff": [
                st.Page("pages/staff/training.py", title="Training", url_path="training"),
                st.Page("pages/staff/credit.py", title="CE credit", url_path="ce-credit"),
            ],
            "Patrons": [
                st.Page("pages/patrons/satisfaction.py", title="Satisfaction", url_path="satisfaction"),
            ],
            "Together": [
                st.Page("pages/together/together.py", title="Training and satisfaction", url_path="together"),
            ],
            "Plan": [
                st.Page("pages/plan/curriculum.py", title="Curriculum", url_path="curriculum"),
                st.Page("pages/plan/rollout.py", title="Roll-out", url_path="roll-out"),
            ],
            "Board": [
                st.Page("pages/board/pack.py", title="Pack", url_path="pack"),
                st.Page("pages/board/present.py", title="Present", url_path="present"),
            ],
            "Data": [
                st.Page("pages/data/add.py", title="Add", url_path="add"),
                st.Page("pages/data/uploads.py", title="Uploads", url_path="uploads"),
                st.Page("pages/data/matching.py", title="Matching", url_path="matching"),
                st.Page("pages/data/settings.py", title="Settings", url_path="settings"),
            ],
        },
        filters={
            "ce-credit": people_sidebar.only_view,
            "explore": sidebar.explore_filter,
            "courses": sidebar.course_filter,
            "satisfaction": partial(people_sidebar.people_filter, "Narrow the answers", courses=False),
            "together": people_sidebar.only_view,
            "curriculum": plan.wishes,
            "roll-out": people_sidebar.only_view,
            "training": partial(people_sidebar.people_filter, "Narrow the training", channels=False),
        },
        bare={"present"},
    )
