"""Pictures of key pages at three widths, for eyes: python -m tests.screenshots [FOLDER]

A demonstration is planted in a temporary folder and served; pages are seen by a visitor and by its administrator.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from isegoria.demonstration.accounts import ACCOUNTS, PASSWORD
from tests.programs import find_program

WIDTHS = (320, 768, 1280)
HEIGHT = 900
TOP = Path(__file__).parents[1]
FRONT = 'docs/screenshot.png'  # of the README
VISITOR = {
    'home': 'en/',
    'processes': 'en/processes',
    'process': 'en/processes/streets',
    'proposals': 'en/processes/streets/proposals',
    'proposals-answered': 'en/processes/old-harbour/proposals?left_out=shown',
    'proposal': 'ca/processes/streets/proposals#Ombra',
    'proposal-answered': 'fr/processes/old-harbour/proposals?left_out=shown#Salvar',
    'search': 'en/search?term=harbour',
    'search-nothing': 'en/search?term=zzzz',
    'page': 'es/pages/privacy',
    'profile': 'en/participants/priya_nair',
    'sign-in': 'en/login',
    'register': 'en/register',
    'not-found': 'en/nothing-here',
}
ADMINISTRATOR = {
    'account': 'en/account',
    'new-proposal': 'en/processes/streets/proposals/new',
    'desk': 'en/admin',
    'desk-participants': 'en/participants/admin',
    'desk-proposals': 'en/processes/streets/proposals/admin',
    'desk-process': 'en/processes/streets/edit',
}


class Site:
    """A demonstration that is served as long as the block lasts."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        ini = Path(self.folder.name) / 'site.ini'
        isegoria = [sys.executable, '-W', 'ignore', '-c', 'from isegoria.scripts import main; main()']
        subprocess.run([*isegoria, 'init', str(ini)], check=True, stdout=subprocess.DEVNULL)
        self.serving = subprocess.Popen(
            [*isegoria, 'serve', str(ini), '--demonstration', '--port', '0'],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, 'PYTHONUNBUFFERED': '1'},
        )
        for line in self.serving.stdout:
            if found := re.search(r'http://\S+', line):
                self.top = found[0]
                return self
        raise SystemExit('the site did not start')

    def __exit__(self, *_error):
        self.serving.terminate()
        self.serving.wait()
        self.folder.cleanup()


def sign_in(page, top):
    page.goto(f'{top}/en/login')
    page.fill('input[name=email]', ACCOUNTS[0].email)
    page.fill('input[name=password]', PASSWORD)
    page.press('input[name=password]', 'Enter')
    page.wait_for_url(lambda address: not address.endswith('/login'))


def take(page, top, folder, pages):
    for name, address in pages.items():
        address, _mark, begins = address.partition('#')
        for width in WIDTHS:
            page.set_viewport_size({'width': width, 'height': HEIGHT})
            page.goto(f'{top}/{address}')
            if begins:
                page.click(f'h3 a:has-text("{begins}")')
            page.screenshot(path=folder / f'{name}-{width}.png', full_page=True)
        print(name, flush=True)


def main():
    chromium = find_program('chromium')
    if chromium is None:
        raise SystemExit('chromium is not installed')
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else 'screenshots')
    folder.mkdir(exist_ok=True)
    with Site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=['--no-sandbox'])
        page = browser.new_page(device_scale_factor=1)
        take(page, site.top, folder, VISITOR)
        page.set_viewport_size({'width': 1280, 'height': 800})
        page.goto(f'{site.top}/{VISITOR["process"]}')
        page.screenshot(path=TOP / FRONT)
        sign_in(page, site.top)
        take(page, site.top, folder, ADMINISTRATOR)
        browser.close()


if __name__ == '__main__':
    main()
