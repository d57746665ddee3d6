const step = document.getElementById('step');
const words = {
  fetching: '正在下载软件包 · Fetching packages',
  compiling: '正在编译数据库组件 · Compiling the database driver',
  finishing: '即将完成 · Nearly there',
};

/** Asks until something else answers, which is the application; between the two nobody does, which is no error. */
async function look() {
  try {
    const answer = await fetch('/readyz', { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (answer.status !== 503) return location.reload();
    const told = await answer.json();
    if (told.code === 'installing') {
      const minutes = Math.floor(told.seconds / 60);
      step.textContent = `${words[told.step]} · ${minutes}:${String(told.seconds % 60).padStart(2, '0')}`;
      step.hidden = false;
    }
  } catch {}
  setTimeout(look, 2000);
}

look();
