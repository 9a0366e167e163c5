// Progressive enhancement only: every page works without this file.
(function () {
  'use strict';

  var format = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID');

  // A head count as typed: "1.234" is 1234, anything that is not a count adds nothing.
  function count(input) {
    var text = input.value.trim().replace(/\.(?=\d{3}(\D|$))/g, '');
    return /^\d+$/.test(text) ? parseInt(text, 10) : 0;
  }

  // Totals of head counts: inputs carry data-k (sex) and data-c (category), outputs data-o (sex or "all") or data-row.
  function addUp(counts) {
    var sums = { all: 0 };
    counts.querySelectorAll('input[data-k]').forEach(function (input) {
      var value = count(input);
      [input.dataset.k, input.dataset.c, 'all'].forEach(function (name) { sums[name] = (sums[name] || 0) + value; });
    });
    counts.querySelectorAll('[data-o], [data-row]').forEach(function (output) {
      output.textContent = format.format(sums[output.dataset.o || output.dataset.row] || 0);
    });
  }
  document.querySelectorAll('[data-totals]').forEach(function (counts) {
    counts.addEventListener('input', function () { addUp(counts); });
    addUp(counts);
  });

  // The head counts of a village open with its checkbox; once one is ticked, the empty ones of others go.
  var villages = document.querySelectorAll('[data-village-toggle]');
  function showTicked() {
    var ticked = document.querySelectorAll('[data-village-toggle]:checked').length;
    villages.forEach(function (box) {
      var details = document.getElementById(box.dataset.villageToggle);
      if (!details) { return; }
      var typed = [].some.call(details.querySelectorAll('input'), function (input) {
        return input.type === 'checkbox' ? input.checked : input.value.trim();
      });
      details.hidden = Boolean(ticked) && !box.checked && !typed && !details.querySelector('.invalid-feedback');
    });
    document.querySelectorAll('[data-many-villages]').forEach(function (part) {
      part.hidden = ticked < 2 && !part.querySelector('select').value;
    });
  }
  villages.forEach(function (box) {
    box.addEventListener('change', function () {
      var details = document.getElementById(box.dataset.villageToggle);
      if (details) { details.open = box.checked; }
      showTicked();
    });
  });
  if (villages.length) { showTicked(); }

  // Only the types of the chosen pillar are offered; what is chosen already stays.
  var types = document.querySelector('select[data-follows]');
  if (types) {
    var groups = [].slice.call(types.querySelectorAll('optgroup'));
    var follow = function () {
      var chosen = document.querySelector('input[name=' + types.dataset.follows + ']:checked');
      groups.forEach(function (group) {
        var fits = !chosen || group.label.split(' ')[0] === chosen.value;
        if (fits || group.contains(types.selectedOptions[0])) { types.appendChild(group); } else { group.remove(); }
      });
    };
    document.querySelectorAll('input[name=' + types.dataset.follows + ']').forEach(function (radio) {
      radio.addEventListener('change', follow);
    });
    follow();
  }

  // The reason for spending above the plan is asked once there is such spending.
  var reason = document.querySelector('[data-over-plan]');
  if (reason) {
    var sum = function (name) {
      return [].reduce.call(document.querySelectorAll('input[name^=dana-][name$=-' + name + ']'), function (all, input) {
        return all + count({ value: input.value.replace(/^Rp\.?\s*|,00$|,-$/gi, '') });
      }, 0);
    };
    var ask = function () {
      var over = sum('actual') > sum('plan');
      reason.hidden = !over && !reason.querySelector('textarea').value.trim();
      if (over) { reason.open = true; }
    };
    document.querySelectorAll('input[name^=dana-]').forEach(function (input) { input.addEventListener('input', ask); });
    if (!reason.open) { ask(); }
  }

  // One press is enough: the pressed button says what is going on, and no second post leaves the page.
  document.querySelectorAll('form').forEach(function (form) {
    if (form.method !== 'post' || !form.querySelector('[data-sending]')) { return; }
    form.addEventListener('submit', function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = 'yes';
      // After the browser has collected the fields, so that the button's own name and value are sent too.
      setTimeout(function () {
        form.querySelectorAll('button[data-sending]').forEach(function (button) {
          button.disabled = true;
          if (button === event.submitter) {
            button.dataset.label = button.textContent;
            button.textContent = button.dataset.sending;
          }
        });
      }, 0);
    });
  });
  // A page that comes back from the browser's history can be sent again.
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
    document.querySelectorAll('button[data-sending]').forEach(function (button) {
      button.disabled = false;
      if (button.dataset.label) { button.textContent = button.dataset.label; }
    });
  });

  // What is being typed comes along when the language is switched. Forms that post elsewhere are not this page.
  function typedOf(form) {
    var typed = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string') { typed.append(name, value); } else if (value.name) { typed.append('chosen-file', value.name); }
    });
    return typed.toString();
  }
  var opened = new Map();
  document.querySelectorAll('main form[method="post"]').forEach(function (form) {
    if (new URL(form.getAttribute('action') || '', location.href).pathname === location.pathname) { opened.set(form, typedOf(form)); }
  });
  var switcher = document.querySelector('form.lang');
  if (switcher) {
    // Without this file the buttons send the form of the page, changed or not.
    switcher.querySelectorAll('[aria-hidden]').forEach(function (button) { button.remove(); });
    switcher.querySelectorAll('button').forEach(function (button) {
      ['form', 'formaction', 'formenctype', 'formnovalidate'].forEach(function (name) { button.removeAttribute(name); });
    });
    switcher.addEventListener('submit', function () {
      opened.forEach(function (before, form) {
        var now = typedOf(form);
        if (now === before && !form.querySelector('.is-invalid')) { return; }
        var input = document.createElement('input');
        input.type = 'hidden';
        input.name = 'typed';
        input.value = now;
        switcher.appendChild(input);
      });
    });
  }

  // Browsers that cannot show what a closed fold holds (app.css) get it open where there is room.
  if (!CSS.supports('selector(::details-content)') && matchMedia('(min-width: 601px)').matches) {
    document.querySelectorAll('.fold').forEach(function (fold) { fold.open = true; });
  }

  // Printing is the browser's own; without JavaScript its menu does it, and the button stays hidden.
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  var summary = document.querySelector('.errsum');
  if (summary) {
    summary.setAttribute('tabindex', '-1');
    summary.focus();
  } else if (location.hash) {
    // A link to one control of a form puts the cursor there.
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.matches('main form :is(input, select, textarea)')) { target.focus(); }
  }
})();
