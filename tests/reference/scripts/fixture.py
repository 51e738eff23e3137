"""How the scripts beside this one draw numbers and write their files. Every float is written as the shortest text that reads as itself."""
import importlib
import importlib.util
import json
import pathlib
import platform

import numpy

MOST_BYTES = 200_000
# Scripts that use NumPy alone run where the others are not installed.
LIBRARIES = {'PyTorch': 'torch', 'NumPy': 'numpy', 'scikit-learn': 'sklearn', 'SciPy': 'scipy'}
there = {name: importlib.import_module(module) for name, module in LIBRARIES.items() if importlib.util.find_spec(module)}
MADE_WITH = ', '.join([f'Python {platform.python_version()}', *(f'{name} {one.__version__}' for name, one in there.items())])

torch = there.get('PyTorch')
if torch:
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)


def drawn(*shape, scale=1.0):
    """Normal numbers of four decimals: short in the file, and the same float64 when read."""
    return torch.round(scale * torch.randn(*shape), decimals=4)


def plain(value):
    """Lists, dictionaries, numbers and texts of whatever holds them."""
    if torch and isinstance(value, torch.Tensor):
        return value.detach().tolist()
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return value.tolist()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def write(name, what, **content):
    """learning/<name>.json, one line per entry."""
    content = {'what': what, 'source': MADE_WITH, **plain(content)}
    lines = [f' {json.dumps(key)}: {json.dumps(value, separators=(",", ":"))}' for key, value in content.items()]
    text = '{\n' + ',\n'.join(lines) + '\n}\n'
    assert len(text) <= MOST_BYTES, f'{name}.json has {len(text)} bytes'
    path = pathlib.Path(__file__).parent.parent / 'learning' / f'{name}.json'
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    print(f'{path.name}: {len(text)} bytes, {MADE_WITH}')
