@echo off
rem Starts Front Desk on Windows: what `make run` does elsewhere.
cd /d "%~dp0"
where py >nul 2>nul && (set PYTHON=py -3) || (set PYTHON=python)
%PYTHON% -m tools.environment || exit /b 1
.venv\Scripts\python -m streamlit run dashboard.py
