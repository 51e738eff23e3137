"""How the scripts beside this one draw numbers and write their files. Every float is written as the shortest text that reads as itself."""
import json
import pathlib
import platform

import numpy
import scipy
import sklearn
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

MOST_BYTES = 200_000
MADE_WITH = (
    f'Python {platform.python_version()}, PyTorch {torch.__version__}, NumPy {numpy.__version__}, '
    f'scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}'
)


def drawn(*shape, scale=1.0):
    """Normal numbers of four decimals: short in the file, and the same float64 when read."""
    return torch.round(scale * torch.randn(*shape), decimals=4)


def plain(value):
    """Lists, dictionaries, numbers and texts of whatever holds them."""
    if isinstance(value, torch.Tensor):
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
