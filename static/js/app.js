// Progressive enhancement only: every page works without this file.
(function () {
  'use strict';

  var format = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID');

  // A head count as typed: "1.234" is 1234, anything that is not a count adds nothing.
  function count(input) {
    var text = input.value.trim().replace(/\.(?=\d{3}(\D|$))/g, '');
    return /^\d+$/.test(text) ? parseInt(text, 10) : 0;
  }

  // Totals of a table of head counts: inputs carry data-k (the column), tfoot outputs data-o (column or "all").
  function addUp(table) {
    var columns = {};
    var all = 0;
    table.querySelectorAll('tbody tr').forEach(function (row) {
      var sum = 0;
      row.querySelectorAll('input[data-k]').forEach(function (input) {
        var value = count(input);
        columns[input.dataset.k] = (columns[input.dataset.k] || 0) + value;
        sum += value;
      });
      var output = row.querySelector('output');
      if (output) { output.textContent = format.format(sum); }
      all += sum;
    });
    table.querySelectorAll('tfoot [data-o]').forEach(function (output) {
      var value = output.dataset.o === 'all' ? all : columns[output.dataset.o] || 0;
      output.textContent = format.format(value);
    });
  }
  document.querySelectorAll('[data-totals]').forEach(function (table) {
    table.addEventListener('input', function () { addUp(table); });
    addUp(table);
  });

  // The head counts of a village open with its checkbox.
  document.querySelectorAll('[data-village-toggle]').forEach(function (box) {
    var details = document.getElementById(box.dataset.villageToggle);
    if (!details) { return; }
    box.addEventListener('change', function () { details.open = box.checked; });
  });

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
      if (typeof value === 'string') { typed.append(name, value); }
    });
    return typed.toString();
  }
  var opened = new Map();
  document.querySelectorAll('main form[method="post"]').forEach(function (form) {
    if (new URL(form.getAttribute('action') || '', location.href).pathname === location.pathname) { opened.set(form, typedOf(form)); }
  });
  var switcher = document.querySelector('form.lang');
  if (switcher) {
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

  // Printing is the browser's own; without JavaScript its menu does it, and the button stays hidden.
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  var summary = document.querySelector('.errsum');
  if (summary) {
    summary.setAttribute('tabindex', '-1');
    summary.focus();
  }
})();
