"""How Isegoria is installed: what it needs, and what travels in its wheel."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent

CORE = [
    'argon2-cffi>=23',
    'Babel>=2.14',
    'BTrees>=6.0',
    'Brotli>=1.1',
    'Chameleon>=4.5',
    'click>=8.1',
    'colander>=2.0',
    'deform>=3.0',
    'email-validator>=2.1',
    'itsdangerous>=2.2',
    'limits>=3.9',
    'markdown-it-py>=3.0',
    'nh3>=0.2.18',
    'persistent>=6.0',
    'Pillow>=10.3',
    'plaster-pastedeploy>=1.0',
    'prometheus-client>=0.20',
    'pyramid>=2.1,<3',
    'pyramid-chameleon>=0.3',
    'pyramid-retry>=2.1',
    'pyramid-tm>=2.5',
    'pyramid-zodbconn>=0.8',
    'python-slugify>=9.2',
    'text-unidecode>=1.3',
    'PyStemmer>=3.1',  # the same stems as snowballstemmer's own, thirty times as fast
    'rich>=13.7',
    'setuptools>=70.1,<81',  # pyramid 2.1 and pyramid_chameleon import pkg_resources
    'snowballstemmer>=3.1',
    'SQLAlchemy>=2.0,<3',
    'structlog>=24.1',
    'waitress>=3.0.1',
    'ZODB>=6.0',
    'zodburi>=3.0',
    'zxcvbn>=4.4',
]
POSTGRES = ['RelStorage>=4.1', 'psycopg2-binary>=2.9', 'gunicorn>=27']
TALLY_CHECK = ['pabutools>=1.2']  # the academic library that our tally is compared with
TEST = [
    *TALLY_CHECK,
    'aiosmtpd>=1.4.6',
    'hypothesis>=6.100',
    'playwright>=1.44',
    'pytest>=8.2',
    'pytest-xdist>=3.6',
    'WebTest>=3.0',
]
DEVELOP = ['build>=1.2', 'mypy>=1.10', 'ruff>=0.5']


class BuildWithCatalogues(build_py):
    """Compiles the catalogues of the interface, and takes the ini files along as what `isegoria init` begins with."""

    def run(self):
        super().run()
        package = HERE / 'src/isegoria' if self.editable_mode else Path(self.build_lib) / 'isegoria'
        compile_catalogues(package / 'locale')
        if not self.editable_mode:
            self.mkpath(str(package / 'ini'))
            for name in ('development.ini', 'production.ini'):
                self.copy_file(name, str(package / 'ini' / name))


def compile_catalogues(folder: Path):
    for source in sorted(folder.glob('*/LC_MESSAGES/*.po')):
        with source.open('rb') as lines, source.with_suffix('.mo').open('wb') as compiled:
            write_mo(compiled, read_po(lines))


setup(
    name='isegoria',
    version='0.1.0',
    description='A participatory-democracy platform: propose, discuss, support, decide, and see what became of it',
    long_description=(HERE / 'README.md').read_text(encoding='utf-8'),
    long_description_content_type='text/markdown',
    license='AGPL-3.0-or-later',
    python_requires='>=3.11',
    cmdclass={'build_py': BuildWithCatalogues},
    # The templates live beside src/, where people who write pages look for them; in a wheel they travel inside the package.
    package_dir={'': 'src', 'isegoria.templates': 'templates'},
    packages=[*find_namespace_packages('src'), 'isegoria.templates'],
    include_package_data=False,
    package_data={
        'isegoria': ['static/**/*', 'locale/**/*', 'editorial/pages/*.md'],
        'isegoria.templates': ['**/*.pt', '**/*.txt'],
    },
    install_requires=CORE,
    extras_require={
        'postgres': POSTGRES,
        'tally-check': TALLY_CHECK,
        'test': TEST + POSTGRES,
        'develop': DEVELOP + TEST + POSTGRES,
    },
    entry_points={
        'console_scripts': ['isegoria = isegoria.scripts:main'],
        'paste.app_factory': ['main = isegoria:main'],
    },
    zip_safe=False,
)
