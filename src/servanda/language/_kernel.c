/* The sums of the tagger that NumPy makes in several passes, made in one: the same additions in the same order, so
 * that every bit is the same; and tokens made at once. `network.py`, `tagger.py` and `reading/words.py` do the same
 * where this is not built; a test holds the two together. Arrays come and go through the buffer protocol. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define FEW 16              /* as in tagger.py: steps that are walked one by one */
#define TAGS 8              /* most tags of a sequence */
#define TABLE (TAGS * TAGS) /* of a step: from, to */

/* A view of an array of C's order, or an error that names what was given. */
static int view(PyObject *given, Py_buffer *out, int dims, Py_ssize_t size, int writable)
{
    if (PyObject_GetBuffer(given, out, PyBUF_STRIDES | (writable ? PyBUF_WRITABLE : 0)) < 0)
        return -1;
    int fits = out->ndim == dims && out->itemsize == size && out->strides[dims - 1] == size;
    for (int n = 0; fits && n < dims; n++)
        fits = out->strides[n] >= 0 && out->shape[n] >= 0;
    if (!fits) {
        PyBuffer_Release(out);
        PyErr_Format(PyExc_ValueError, "an array of %d dimensions and items of %zd bytes, row by row, is wanted", dims,
                     size);
        return -1;
    }
    return 0;
}

static const float *row(const Py_buffer *rows, Py_ssize_t n)
{
    return (const float *)((const char *)rows->buf + n * rows->strides[0]);
}

static float above_zero(float value)
{
    return value > 0 ? value : 0;
}

PyDoc_STRVAR(gathered_doc, "gathered(left, itself, right, places, gaps, neutral, out)\n"
                           "First layers: the rows of three tables at neighbouring places, added, with ReLU.");

static PyObject *gathered(PyObject *module, PyObject *args)
{
    PyObject *given[7];
    Py_buffer v[7];
    static const int dims[7] = {2, 2, 2, 1, 1, 1, 2};
    static const Py_ssize_t sizes[7] = {4, 4, 4, 8, 8, 4, 4};
    int held = 0;
    if (!PyArg_ParseTuple(args, "OOOOOOO", &given[0], &given[1], &given[2], &given[3], &given[4], &given[5], &given[6]))
        return NULL;
    for (; held < 7; held++)
        if (view(given[held], &v[held], dims[held], sizes[held], held == 6) < 0)
            goto done;
    const Py_buffer *left = &v[0], *itself = &v[1], *right = &v[2], *out = &v[6];
    const int64_t *places = v[3].buf, *gaps = v[4].buf;
    Py_ssize_t count = v[3].shape[0], width = out->shape[1], kept = itself->shape[0];
    int fits = out->shape[0] == count && v[5].shape[0] == width;
    for (int n = 0; n < 3; n++)
        fits = fits && v[n].shape[0] == kept && v[n].shape[1] == width;
    for (Py_ssize_t n = 0; fits && n < count; n++)
        fits = places[n] >= 0 && places[n] < kept;
    for (Py_ssize_t n = 0; fits && n < v[4].shape[0]; n++)
        fits = gaps[n] >= 0 && gaps[n] < count;
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "places, gaps and tables do not fit together");
        goto done;
    }
    Py_BEGIN_ALLOW_THREADS;
    for (Py_ssize_t n = 1; n + 1 < count; n++) {
        const float *a = row(left, places[n - 1]), *b = row(itself, places[n]), *c = row(right, places[n + 1]);
        float *to = (float *)row(out, n);
        for (Py_ssize_t k = 0; k < width; k++)
            to[k] = above_zero(a[k] + b[k] + c[k]);
    }
    for (Py_ssize_t n = 0; n < v[4].shape[0]; n++)
        memcpy((float *)row(out, gaps[n]), v[5].buf, width * sizeof(float));
    Py_END_ALLOW_THREADS;
done:
    for (int n = 0; n < held; n++)
        PyBuffer_Release(&v[n]);
    if (held < 7 || PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

/* The states around `count` steps, each a table (from, to): tagger._walked. */
static void walked(const float *steps, Py_ssize_t count, int *states)
{
    float best[TAGS] = {0}, next[TAGS];
    int before[FEW][TAGS];
    for (Py_ssize_t n = 0; n < count; n++) {
        const float *step = steps + n * TABLE;
        for (int to = 0; to < TAGS; to++) {
            int from = 0;
            float most = best[0] + step[to];
            for (int k = 1; k < TAGS; k++) {
                float score = best[k] + step[k * TAGS + to];
                if (score > most)
                    most = score, from = k;
            }
            before[n][to] = from;
            next[to] = most;
        }
        memcpy(best, next, sizeof(best));
    }
    int last = 0;
    for (int k = 1; k < TAGS; k++)
        if (best[k] > best[last])
            last = k;
    states[count] = last;
    for (Py_ssize_t n = count; n > 0; n--)
        states[n - 1] = before[n - 1][states[n]];
}

/* The best way over two steps, from each tag to each. */
static void join(const float *restrict first, const float *restrict second, float *restrict to)
{
    for (int a = 0; a < TAGS; a++) {
        float best[TAGS];
        for (int c = 0; c < TAGS; c++)
            best[c] = first[a * TAGS] + second[c];
        for (int b = 1; b < TAGS; b++)
            for (int c = 0; c < TAGS; c++) {
                float score = first[a * TAGS + b] + second[b * TAGS + c];
                best[c] = score > best[c] ? score : best[c];
            }
        memcpy(to + a * TAGS, best, sizeof(best));
    }
}

/* tagger._states: steps are joined two by two. Returns -1 when memory is short. */
static int joined(const float *steps, Py_ssize_t count, int *states)
{
    if (count <= FEW) {
        walked(steps, count, states);
        return 0;
    }
    Py_ssize_t pairs = count / 2, rest = count % 2;
    float *whole = PyMem_RawMalloc((pairs + rest) * TABLE * sizeof(float));
    int *around = PyMem_RawMalloc((pairs + rest + 1) * sizeof(int));
    int failed = whole == NULL || around == NULL;
    if (!failed) {
        for (Py_ssize_t n = 0; n < pairs; n++)
            join(steps + 2 * n * TABLE, steps + (2 * n + 1) * TABLE, whole + n * TABLE);
        if (rest)
            memcpy(whole + pairs * TABLE, steps + 2 * pairs * TABLE, TABLE * sizeof(float));
        failed = joined(whole, pairs + rest, around);
    }
    for (Py_ssize_t n = 0; !failed && n < pairs; n++) {
        const float *first = steps + 2 * n * TABLE + around[n] * TAGS;
        const float *second = steps + (2 * n + 1) * TABLE + around[n + 1];
        int best = 0;
        float most = first[0] + second[0];
        for (int b = 1; b < TAGS; b++) {
            float score = first[b] + second[b * TAGS];
            if (score > most)
                most = score, best = b;
        }
        states[2 * n] = around[n];
        states[2 * n + 1] = best;
    }
    if (!failed) {
        states[2 * pairs] = around[pairs];
        states[count] = around[pairs + rest];
    }
    PyMem_RawFree(whole);
    PyMem_RawFree(around);
    return failed ? -1 : 0;
}

/* Each step's table, what does not exist scored below all; the first tag's score is part of the first step. */
static void fill(float *steps, const Py_buffer *emissions, const Py_buffer *transitions, Py_ssize_t count, int tags)
{
    for (Py_ssize_t n = 0; n < count; n++) {
        const float *here = row(emissions, n + 1);
        float *step = steps + n * TABLE;
        for (int k = 0; k < TABLE; k++)
            step[k] = -INFINITY;
        for (int from = 0; from < tags; from++)
            for (int to = 0; to < tags; to++) {
                float score = row(transitions, from)[to] + here[to];
                step[from * TAGS + to] = n ? score : score + row(emissions, 0)[from];
            }
    }
}

PyDoc_STRVAR(best_path_doc, "best_path(emissions, transitions) -> list of int\n"
                            "The likeliest tags of a sequence: (tokens, tags), (tag, next tag).");

static PyObject *best_path(PyObject *module, PyObject *args)
{
    PyObject *given[2], *path = NULL;
    Py_buffer e, t;
    if (!PyArg_ParseTuple(args, "OO", &given[0], &given[1]) || view(given[0], &e, 2, 4, 0) < 0)
        return NULL;
    if (view(given[1], &t, 2, 4, 0) < 0) {
        PyBuffer_Release(&e);
        return NULL;
    }
    Py_ssize_t count = e.shape[0] - 1, tags = e.shape[1];
    float *steps = NULL;
    int *states = NULL, failed = 0;
    if (count < 0 || tags < 1 || tags > TAGS || t.shape[0] != tags || t.shape[1] != tags) {
        PyErr_SetString(PyExc_ValueError, "emissions and transitions do not fit together");
        goto done;
    }
    steps = PyMem_RawMalloc((count + 1) * TABLE * sizeof(float));
    states = PyMem_RawMalloc((count + 1) * sizeof(int));
    if (steps == NULL || states == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    Py_BEGIN_ALLOW_THREADS;
    if (count == 0) {
        states[0] = 0;
        for (int k = 1; k < tags; k++)
            if (row(&e, 0)[k] > row(&e, 0)[states[0]])
                states[0] = k;
    }
    else {
        fill(steps, &e, &t, count, (int)tags);
        failed = joined(steps, count, states);
    }
    Py_END_ALLOW_THREADS;
    if (failed) {
        PyErr_NoMemory();
        goto done;
    }
    path = PyList_New(count + 1);
    for (Py_ssize_t n = 0; path != NULL && n <= count; n++) {
        PyObject *state = PyLong_FromLong(states[n]);
        if (state == NULL) {
            Py_CLEAR(path);
            break;
        }
        PyList_SET_ITEM(path, n, state);
    }
done:
    PyMem_RawFree(steps);
    PyMem_RawFree(states);
    PyBuffer_Release(&e);
    PyBuffer_Release(&t);
    return path;
}

enum { DOC, I, TEXT, LEMMA, NORM, POS, MORPH, PUNCT, SPACE, IDX, WHITE, DEP, IOB, KIND, OPENS, HEAD, LEFT, RIGHT,
       LEFTS, RIGHTS, SENT, SLOTS };
static const char *const SLOT[SLOTS] = {
    "doc", "i", "text", "lemma_", "norm_", "pos_", "morph", "is_punct", "is_space", "idx", "whitespace_", "dep_",
    "ent_iob_", "ent_type_", "is_sent_start", "head", "left_edge", "right_edge", "lefts", "rights", "sent",
};
enum { WORDS, SAID, STARTS, SPACES, DEPS, IOBS, KINDS, HEADS, COLUMNS };

/* Where the objects of a class with __slots__ keep what a slot names; -1 and an error where it has none. */
static int offsets(PyTypeObject *type, Py_ssize_t *at)
{
    for (int n = 0; n < SLOTS; n++) {
        PyObject *slot = PyObject_GetAttrString((PyObject *)type, SLOT[n]);
        if (slot == NULL)
            return -1;
        if (!Py_IS_TYPE(slot, &PyMemberDescr_Type) || ((PyMemberDescrObject *)slot)->d_member->type != T_OBJECT_EX) {
            PyErr_Format(PyExc_TypeError, "%s of %s is no slot", SLOT[n], type->tp_name);
            Py_DECREF(slot);
            return -1;
        }
        at[n] = ((PyMemberDescrObject *)slot)->d_member->offset;
        Py_DECREF(slot);
    }
    return 0;
}

static void put(PyObject *token, Py_ssize_t at, PyObject *value)
{
    PyObject **place = (PyObject **)((char *)token + at);
    PyObject *before = *place;
    *place = Py_NewRef(value);
    Py_XDECREF(before);
}

/* The first and the last of what hangs on each token: trees.edges. Once over, but for trees whose branches cross. */
static void edges(const Py_ssize_t *heads, Py_ssize_t count, Py_ssize_t *lefts, Py_ssize_t *rights)
{
    for (Py_ssize_t n = 0; n < count; n++)
        lefts[n] = rights[n] = n;
    for (int moved = 1; moved;) {
        moved = 0;
        for (Py_ssize_t k = 0; k < 2 * count; k++) {
            Py_ssize_t n = k < count ? k : 2 * count - 1 - k, head = heads[n];
            if (lefts[n] < lefts[head])
                lefts[head] = lefts[n], moved = 1;
            if (rights[n] > rights[head])
                rights[head] = rights[n], moved = 1;
        }
    }
}

/* A token with what its own columns say. */
static PyObject *token(PyTypeObject *type, const Py_ssize_t *at, PyObject *doc, PyObject *morphs, PyObject **columns,
                       PyObject *const *white, Py_ssize_t n)
{
    PyObject *said = PyList_GET_ITEM(columns[SAID], n);
    if (!PyTuple_Check(said) || PyTuple_GET_SIZE(said) != 6) {
        PyErr_SetString(PyExc_TypeError, "what is said of a form is six things");
        return NULL;
    }
    PyObject *morph = PyObject_GetItem(morphs, PyTuple_GET_ITEM(said, 3)), *number = PyLong_FromSsize_t(n);
    PyObject *made = morph == NULL || number == NULL ? NULL : type->tp_alloc(type, 0);
    if (made != NULL) {
        put(made, at[DOC], doc);
        put(made, at[I], number);
        put(made, at[TEXT], PyList_GET_ITEM(columns[WORDS], n));
        put(made, at[LEMMA], PyTuple_GET_ITEM(said, 0));
        put(made, at[NORM], PyTuple_GET_ITEM(said, 1));
        put(made, at[POS], PyTuple_GET_ITEM(said, 2));
        put(made, at[MORPH], morph);
        put(made, at[PUNCT], PyTuple_GET_ITEM(said, 4));
        put(made, at[SPACE], PyTuple_GET_ITEM(said, 5));
        put(made, at[IDX], PyList_GET_ITEM(columns[STARTS], n));
        put(made, at[WHITE], white[PyList_GET_ITEM(columns[SPACES], n) == Py_True]);
        put(made, at[DEP], PyList_GET_ITEM(columns[DEPS], n));
        put(made, at[IOB], PyList_GET_ITEM(columns[IOBS], n));
        put(made, at[KIND], PyList_GET_ITEM(columns[KINDS], n));
        put(made, at[OPENS], Py_False);
    }
    Py_XDECREF(morph);
    Py_XDECREF(number);
    return made;
}

/* Every token's head, edges, and what hangs on it to either side, in the order of the text. -1 for an error. */
static int hang(PyObject *made, const Py_ssize_t *at, const Py_ssize_t *heads, Py_ssize_t count, Py_ssize_t *room)
{
    Py_ssize_t *lefts = room, *rights = room + count, *before = room + 2 * count, *after = room + 3 * count;
    edges(heads, count, lefts, rights);
    memset(before, 0, 2 * count * sizeof(*before));
    for (Py_ssize_t n = 0; n < count; n++) {
        before[heads[n]] += heads[n] > n;
        after[heads[n]] += heads[n] < n;
    }
    for (Py_ssize_t n = 0; n < count; n++) {
        PyObject *here = PyList_GET_ITEM(made, n);
        PyObject *left = PyTuple_New(before[n]), *right = left == NULL ? NULL : PyTuple_New(after[n]);
        if (right == NULL) {
            Py_XDECREF(left);
            return -1;
        }
        put(here, at[LEFTS], left);
        put(here, at[RIGHTS], right);
        Py_DECREF(left);
        Py_DECREF(right);
        put(here, at[HEAD], PyList_GET_ITEM(made, heads[n]));
        put(here, at[LEFT], PyList_GET_ITEM(made, lefts[n]));
        put(here, at[RIGHT], PyList_GET_ITEM(made, rights[n]));
    }
    memset(before, 0, 2 * count * sizeof(*before));
    for (Py_ssize_t n = 0; n < count; n++) {
        if (heads[n] == n)
            continue;
        int side = heads[n] > n ? LEFTS : RIGHTS;
        PyObject *row = *(PyObject **)((char *)PyList_GET_ITEM(made, heads[n]) + at[side]);
        Py_ssize_t *filled = side == LEFTS ? before : after;
        PyTuple_SET_ITEM(row, filled[heads[n]]++, Py_NewRef(PyList_GET_ITEM(made, n)));
    }
    return 0;
}

PyDoc_STRVAR(tokens_doc, "tokens(type, doc, morphs, columns, sentences) -> list\n"
                         "The tokens of a document, hung on their heads, each told its sentence.\n\n"
                         "columns: lists of words, what is said of them, starts, spaces, relations, insides, kinds, heads.");

static PyObject *tokens(PyObject *module, PyObject *args)
{
    PyTypeObject *type;
    PyObject *doc, *morphs, *columns[COLUMNS], *sentences, *made = NULL, *white[2] = {NULL, NULL};
    Py_ssize_t at[SLOTS], *room = NULL;
    if (!PyArg_ParseTuple(args, "O!OO(O!O!O!O!O!O!O!O!)O!", &PyType_Type, &type, &doc, &morphs,
                          &PyList_Type, &columns[0], &PyList_Type, &columns[1], &PyList_Type, &columns[2],
                          &PyList_Type, &columns[3], &PyList_Type, &columns[4], &PyList_Type, &columns[5],
                          &PyList_Type, &columns[6], &PyList_Type, &columns[7], &PyList_Type, &sentences) ||
        offsets(type, at) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(columns[0]), done = 0;
    for (int n = 0; n < COLUMNS; n++)
        if (PyList_GET_SIZE(columns[n]) != count)
            return PyErr_Format(PyExc_ValueError, "columns of one length are wanted");
    white[0] = PyUnicode_FromString("");
    white[1] = PyUnicode_FromString(" ");
    room = PyMem_Malloc((5 * count + 1) * sizeof(*room));
    made = PyList_New(0);
    if (room == NULL || white[0] == NULL || white[1] == NULL || made == NULL)
        goto failed;
    for (Py_ssize_t n = 0; n < count; n++) {
        room[n] = PyLong_AsSsize_t(PyList_GET_ITEM(columns[HEADS], n));
        if (room[n] < 0 || room[n] >= count) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a head lies outside of the text");
            goto failed;
        }
        PyObject *one = token(type, at, doc, morphs, columns, white, n);
        int kept = one == NULL ? -1 : PyList_Append(made, one);
        Py_XDECREF(one);
        if (kept < 0)
            goto failed;
    }
    if (hang(made, at, room, count, room + count) < 0)
        goto failed;
    for (Py_ssize_t s = 0; s < PyList_GET_SIZE(sentences); s++) {
        PyObject *sentence = PyList_GET_ITEM(sentences, s), *end = PyObject_GetAttrString(sentence, "end");
        Py_ssize_t last = end == NULL ? -1 : PyLong_AsSsize_t(end);
        Py_XDECREF(end);
        if (last < 0 || last > count) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a sentence ends outside of the text");
            goto failed;
        }
        if (done < last)
            put(PyList_GET_ITEM(made, done), at[OPENS], Py_True);
        for (; done < last; done++)
            put(PyList_GET_ITEM(made, done), at[SENT], sentence);
    }
    goto end;
failed:
    Py_CLEAR(made);
end:
    PyMem_Free(room);
    Py_XDECREF(white[0]);
    Py_XDECREF(white[1]);
    return made;
}

static PyMethodDef methods[] = {
    {"gathered", gathered, METH_VARARGS, gathered_doc},
    {"tokens", tokens, METH_VARARGS, tokens_doc},
    {"best_path", best_path, METH_VARARGS, best_path_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_kernel", .m_doc = "Three steps of the annotation.", .m_methods = methods,
};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModuleDef_Init(&definition);
}
