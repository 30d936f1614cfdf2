"""What pyproject.toml cannot say: the kernel in C, which is left out where nothing can compile it."""

from setuptools import Extension, setup

# No fused or reordered sums: the kernel's answers are those of NumPy to the bit.
EXACT = ["-O3", "-ffp-contract=off"]

setup(
    ext_modules=[
        Extension(
            "servanda.language._kernel",
            ["src/servanda/language/_kernel.c"],
            extra_compile_args=EXACT,
            optional=True,
        )
    ]
)
